namespace Heed.Server.Endpoints;

/// <summary>The list of <c>GET /v1/alerts</c>: firing, pending, suppressed, and what was resolved lately.</summary>
internal sealed record AlertList(IReadOnlyList<AlertFigure> Alerts);

internal sealed record AlertFigure
{
    /// <summary>Sixteen hexadecimal digits.</summary>
    public required string Fingerprint { get; init; }

    public required string Name { get; init; }

    /// <summary><c>firing</c>, <c>pending</c>, <c>suppressed</c> or <c>resolved</c>.</summary>
    public required string State { get; init; }

    /// <summary>Why a suppressed alert reaches nobody.</summary>
    public string? Reason { get; init; }

    public DateTimeOffset ActiveSince { get; init; }

    public DateTimeOffset? FiredAt { get; init; }

    public DateTimeOffset? ResolvedAt { get; init; }

    public string? Severity { get; init; }

    public string? Model { get; init; }

    public required IReadOnlyDictionary<string, string> Labels { get; init; }

    public required IReadOnlyDictionary<string, string> Annotations { get; init; }

    public double? Value { get; init; }

    public required string Expression { get; init; }

    public required string Group { get; init; }

    public required string File { get; init; }

    /// <summary>The rule's <c>for</c>.</summary>
    public required string Hold { get; init; }

    public string? RunbookUrl { get; init; }

    public IReadOnlyList<string> Receivers { get; init; } = [];
}

/// <summary>The list of <c>GET /v1/notifications</c>, newest first.</summary>
internal sealed record NotificationList(IReadOnlyList<NotificationFigure> Notifications);

internal sealed record NotificationFigure
{
    public required string Id { get; init; }

    public DateTimeOffset Time { get; init; }

    public required string Receiver { get; init; }

    public required string Integration { get; init; }

    /// <summary><c>firing</c> or <c>resolved</c>.</summary>
    public required string Status { get; init; }

    /// <summary>Why it was sent.</summary>
    public required string Reason { get; init; }

    public required string GroupKey { get; init; }

    public required IReadOnlyDictionary<string, string> GroupLabels { get; init; }

    /// <summary><c>pending</c>, <c>sent</c> or <c>failed</c>.</summary>
    public required string State { get; init; }

    public int Attempts { get; init; }

    public DateTimeOffset? SentAt { get; init; }

    public string? Error { get; init; }

    public required string Title { get; init; }

    public required string Text { get; init; }

    public required IReadOnlyList<NotifiedAlert> Alerts { get; init; }
}

internal sealed record NotifiedAlert(
    string Status,
    string Name,
    string? Severity,
    IReadOnlyDictionary<string, string> Labels,
    IReadOnlyDictionary<string, string> Annotations,
    DateTimeOffset StartsAt,
    DateTimeOffset? EndsAt);
