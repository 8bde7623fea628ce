namespace Heed.Server.Journal;

/// <summary>The JSON of a line of the journal; what does not apply is left out.</summary>
public sealed record JournalBody
{
    public string? Receiver { get; init; }

    public string? Integration { get; init; }

    /// <summary>The word of a <c>NotifyReason</c> or <c>HoldReason</c>.</summary>
    public string? Reason { get; init; }

    /// <summary>A sentence.</summary>
    public string? Text { get; init; }

    public string? Group { get; init; }

    public string? Notification { get; init; }

    public string? Incident { get; init; }

    /// <summary>Of the rule's expression.</summary>
    public double? Value { get; init; }

    public int? Attempts { get; init; }

    /// <summary>What the receiver answered.</summary>
    public string? Receipt { get; init; }

    public string? Error { get; init; }
}
