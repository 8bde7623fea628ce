namespace Heed.Query.Functions;

/// <summary>A sum with Neumaier's compensation: what rounding loses is carried beside it.</summary>
internal struct CompensatedSum
{
    private double _sum;
    private double _carry;

    public CompensatedSum(double sum, double carry)
    {
        _sum = sum;
        _carry = carry;
    }

    public readonly double Sum => _sum;

    public readonly double Carry => _carry;

    public readonly double Value => double.IsInfinity(_sum) ? _sum : _sum + _carry;

    public void Add(double value)
    {
        double total = _sum + value;
        if (double.IsInfinity(total)) _carry = 0;
        else if (Math.Abs(_sum) >= Math.Abs(value)) _carry += (_sum - total) + value;
        else _carry += (value - total) + _sum;
        _sum = total;
    }
}
