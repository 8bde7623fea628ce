namespace Heed.Server.Explain;

/// <summary><c>GET /v1/explain</c>: what is known of the alerts that were asked for, the latest first.</summary>
internal sealed record ExplainAnswer
{
    /// <summary>The time that it is about.</summary>
    public DateTimeOffset At { get; init; }

    /// <summary>Alerts that existed by then.</summary>
    public IReadOnlyList<AlertExplanation> Alerts { get; init; } = [];

    /// <summary>Rules of the name, and how near each was to raising an alert that did not exist.</summary>
    public IReadOnlyList<RuleExplanation> Rules { get; init; } = [];
}

/// <summary>Why an alert did, or did not, reach people.</summary>
internal sealed record AlertExplanation
{
    /// <summary>Sixteen hexadecimal digits, as routing knows it.</summary>
    public required string Fingerprint { get; init; }

    public required string Name { get; init; }

    public required IReadOnlyDictionary<string, string> Labels { get; init; }

    /// <summary><c>pending</c>, <c>firing</c>, <c>resolved</c> or <c>inactive</c>.</summary>
    public required string State { get; init; }

    public DateTimeOffset? Since { get; init; }

    /// <summary>All of it in a sentence or two.</summary>
    public required string Summary { get; init; }

    /// <summary>What each integration was or was not told, by the time asked for.</summary>
    public IReadOnlyList<ReceiverExplanation> Receivers { get; init; } = [];

    /// <summary>Null for one that belonged to none.</summary>
    public IncidentExplanation? Incident { get; init; }

    /// <summary>Its way in order of time, from the rule to the receipt.</summary>
    public IReadOnlyList<ExplainStep> Steps { get; init; } = [];
}

internal sealed record ReceiverExplanation
{
    public required string Receiver { get; init; }

    /// <summary>Empty for a receiver that sends nowhere, or where none was asked.</summary>
    public required string Integration { get; init; }

    /// <summary><c>notified</c> or <c>held</c>.</summary>
    public required string Outcome { get; init; }

    /// <summary>The word of the decision, as <c>first_notification</c> or <c>silenced</c>.</summary>
    public required string Reason { get; init; }

    public required string Text { get; init; }

    public DateTimeOffset Time { get; init; }

    public string? Group { get; init; }

    /// <summary><c>sent</c>, <c>failed</c> or <c>pending</c>; of a notice only.</summary>
    public string? Delivery { get; init; }

    public string? Receipt { get; init; }

    /// <summary>When its group decides again; only for a question about now.</summary>
    public DateTimeOffset? NextDecision { get; init; }
}

internal sealed record IncidentExplanation(string Id, string Title, string State, DateTimeOffset? AcknowledgedAt, string? AcknowledgedBy);

internal sealed record ExplainStep(DateTimeOffset Time, string Kind, string? Receiver, string Text);

/// <summary>How near a rule was.</summary>
internal sealed record RuleExplanation
{
    public required string Name { get; init; }

    public required string Expression { get; init; }

    public required string Group { get; init; }

    public required string File { get; init; }

    /// <summary>The rule's <c>for</c>.</summary>
    public required string Hold { get; init; }

    public required string Summary { get; init; }

    /// <summary>The series nearest to the bound first.</summary>
    public IReadOnlyList<RuleReading> Readings { get; init; } = [];
}

internal sealed record RuleReading(IReadOnlyDictionary<string, string> Labels, double? Value, double? Bound, bool Holds, string Text);
