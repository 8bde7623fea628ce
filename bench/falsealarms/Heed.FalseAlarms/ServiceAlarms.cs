using System.Numerics;

namespace Heed.FalseAlarms;

/// <summary>How often the evidence of each kind began to hold.</summary>
internal readonly record struct ServiceAlarms(int Failing, int Slow, int Missing) : IAdditionOperators<ServiceAlarms, ServiceAlarms, ServiceAlarms>
{
    public int All => Failing + Slow + Missing;

    public static ServiceAlarms operator +(ServiceAlarms a, ServiceAlarms b) => new(a.Failing + b.Failing, a.Slow + b.Slow, a.Missing + b.Missing);
}
