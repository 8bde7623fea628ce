namespace Heed.Alerting.State;

/// <summary>The kinds of records that alerting's state is made of.</summary>
public enum AlertingRecordKind
{
    Alert,
    Group,
    Log,
    Silence,
    Incident,
}
