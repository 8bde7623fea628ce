namespace Heed.Server.Endpoints;

/// <summary>The body of <c>POST /v1/templates/preview</c>; everything may be left out.</summary>
internal sealed record PreviewQuestion
{
    /// <summary>The receiver whose notice is shown; the default receiver's if left out.</summary>
    public string? Receiver { get; init; }

    /// <summary>An alert that is known, as <c>/v1/alerts</c> or <c>/api/v2/alerts</c> name it; left out for a sample.</summary>
    public string? Fingerprint { get; init; }

    /// <summary>The labels of the sample.</summary>
    public Dictionary<string, string>? Labels { get; init; }

    /// <summary>The annotations of the sample.</summary>
    public Dictionary<string, string>? Annotations { get; init; }

    /// <summary>Whether the notice says that the alert is over.</summary>
    public bool Resolved { get; init; }

    /// <summary>A text to try: it may call the templates of the configuration.</summary>
    public string? Template { get; init; }
}

/// <summary>What every integration of a receiver would send. Nothing is sent.</summary>
/// <param name="Receiver">Its name.</param>
/// <param name="Integrations">In the file's order; none for a receiver that sends nowhere.</param>
/// <param name="Text">What the text to try writes; null where none was sent, or it fails.</param>
/// <param name="Error">Why it fails; null where it does not.</param>
/// <param name="FailedTexts">How many texts of the integrations failed: the errors stand in their places.</param>
internal sealed record PreviewAnswer(
    string Receiver, IReadOnlyList<PreviewedIntegration> Integrations, string? Text, string? Error, long FailedTexts);

/// <summary>What one integration would send, with its secrets left out.</summary>
/// <param name="Integration">As <c>slack[0]</c>.</param>
/// <param name="Body">The request's body, or a mail.</param>
internal sealed record PreviewedIntegration(string Integration, string Body);
