using Heed.Server.Signals;

namespace Heed.Server.Configuration;

/// <summary>The <c>signals</c> of <c>heed.yml</c>: the default alerts.</summary>
public sealed record SignalOptions
{
    /// <value>How often default alerts may be wrong. The default value is once per model in 90 days.</value>
    public FalseAlarmBudget FalseAlarms { get; init; } = FalseAlarmBudget.Default;

    /// <value>The names of default alerts that are switched off; <see cref="SignalNames.All"/> has them all. None by default.</value>
    public IReadOnlySet<string> Off { get; init; } = new HashSet<string>();

    /// <value>The severity of default alerts that have another one than by default, by name.</value>
    public IReadOnlyDictionary<string, string> Severities { get; init; } = new Dictionary<string, string>();
}
