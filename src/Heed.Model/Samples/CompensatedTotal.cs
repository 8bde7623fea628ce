namespace Heed.Model.Samples;

/// <summary>A sum with Neumaier's compensation (ZAMM 54, 1974): what rounding loses is carried beside it.</summary>
internal struct CompensatedTotal(double sum, double carry)
{
    public double Sum { get; private set; } = sum;

    public double Carry { get; private set; } = carry;

    public void Add(double value)
    {
        double total = Sum + value;
        if (double.IsInfinity(total)) Carry = 0;
        else if (Math.Abs(Sum) >= Math.Abs(value)) Carry += (Sum - total) + value;
        else Carry += (value - total) + Sum;
        Sum = total;
    }

    /// <summary>Adds a sum that has a carry itself.</summary>
    public void Add(double sum, double carry)
    {
        Add(sum);
        if (!double.IsInfinity(Sum)) Carry += carry;
    }
}
