namespace Heed.Rules.Objectives;

/// <summary>What calendar windows are made of.</summary>
public enum CalendarUnit
{
    Day,
    Month,
}
