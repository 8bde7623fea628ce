namespace Heed.Alerting.State;

/// <summary>The kinds of records that alerting's state is made of.</summary>
public enum AlertingRecordKind
{
    Group,
    Log,

    /// <summary>One that is closed.</summary>
    Incident,
}
