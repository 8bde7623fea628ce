namespace Heed.Alerting.TimeIntervals;

/// <summary>Both ends included.</summary>
public readonly record struct IntegerRange(int Begin, int End)
{
    public bool Contains(int value) => value >= Begin && value <= End;
}
