namespace Heed.Server.Noise;

/// <summary><c>GET /v1/noise</c>: how much people were interrupted, and whether it was worth it.</summary>
internal sealed record NoiseAnswer
{
    public DateTimeOffset From { get; init; }

    public DateTimeOffset To { get; init; }

    /// <summary>Interruptions of a service in a week that people can act on with care.</summary>
    public int TargetLeast { get; init; }

    public int TargetMost { get; init; }

    /// <summary>The latest first, the noisiest first within.</summary>
    public IReadOnlyList<NoiseWeek> Weeks { get; init; } = [];

    /// <summary>By interruptions.</summary>
    public IReadOnlyList<NoisyRule> NoisiestRules { get; init; } = [];

    /// <summary>Rules of which no alert fired in the time.</summary>
    public IReadOnlyList<QuietRule> NeverFired { get; init; } = [];

    /// <summary>Rules that hardly can.</summary>
    public IReadOnlyList<QuietRule> CannotMatch { get; init; } = [];

    /// <summary>Whether there were more notices than are counted: the oldest are left out.</summary>
    public bool IsCut { get; init; }
}

/// <summary>A service, which is a model or what has none, in a week.</summary>
internal sealed record NoiseWeek
{
    /// <summary>Empty for alerts without a model.</summary>
    public required string Service { get; init; }

    /// <summary>Its Monday.</summary>
    public DateTimeOffset Week { get; init; }

    /// <summary>Times at which people were told something new of a warning or critical alert.</summary>
    public int Interruptions { get; init; }

    /// <summary><c>below</c>, <c>within</c> or <c>above</c> the target.</summary>
    public required string Against { get; init; }

    public int Incidents { get; init; }

    public int ActedOn { get; init; }

    public int Noise { get; init; }

    public int WithoutVerdict { get; init; }

    public double? MedianSecondsToAcknowledge { get; init; }

    /// <summary>Incidents that reopened, each time.</summary>
    public int Flaps { get; init; }

    /// <summary>Notices that only repeated what had been said.</summary>
    public int Repetitions { get; init; }

    /// <summary>Critical interruptions between 22:00 and 06:00.</summary>
    public int NightPages { get; init; }
}

/// <param name="Rule">The alert's name.</param>
/// <param name="Interruptions">Those that it was announced in.</param>
/// <param name="Fired">How often its alerts began to fire.</param>
/// <param name="Noise">Incidents with it that people called noise.</param>
internal sealed record NoisyRule(string Rule, int Interruptions, int Fired, int Noise);

internal sealed record QuietRule(string Rule, string Group, string File, string? Why);
