namespace Heed.Server.Journal;

/// <summary>What a line of the journal says beside its time and kind; what does not apply is null.</summary>
public sealed record JournalBody
{
    public static readonly JournalBody Empty = new();

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
