namespace Heed.Rules.Objectives;

/// <summary>Which events the query of an indicator counts.</summary>
public enum CountedEvents
{
    Bad,
    Good,
}
