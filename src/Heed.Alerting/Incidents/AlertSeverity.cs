namespace Heed.Alerting.Incidents;

/// <summary>How much an alert asks of people, from the least to the most.</summary>
public enum AlertSeverity
{
    /// <summary>For the record.</summary>
    Info,

    /// <summary>A ticket or a chat notice; also what an alert without a severity, or with one of another name, counts as.</summary>
    Warning,

    /// <summary>Pages.</summary>
    Critical,
}
