namespace Heed.Monitoring;

/// <summary>What became of a saved state.</summary>
public enum MonitorLoadOutcome
{
    /// <summary>The monitor continues as if it had never stopped.</summary>
    Loaded,

    /// <summary>The state is in a format of another version of the program; the monitor is as it was.</summary>
    OtherFormat,

    /// <summary>The state belongs to another baseline or other options; the monitor is as it was.</summary>
    OtherModel,
}
