namespace Heed.Query.Functions;

/// <summary>
/// An arithmetic mean: the compensated sum divided by the count, until the sum overflows; from there on a running mean.
/// </summary>
internal struct CompensatedMean
{
    private CompensatedSum _sum;
    private double _count;
    private bool _running;

    public readonly double Value => _running ? _sum.Sum + _sum.Carry : (_sum.Sum / _count) + (_sum.Carry / _count);

    public void Add(double value)
    {
        _count++;
        if (!_running)
        {
            CompensatedSum next = _sum;
            next.Add(value);
            if (_count == 1 || !double.IsInfinity(next.Sum))
            {
                _sum = next;
                return;
            }

            _running = true;
            _sum = new CompensatedSum(_sum.Sum / (_count - 1), _sum.Carry / (_count - 1));
        }

        AddRunning(value);
    }

    private void AddRunning(double value)
    {
        if (double.IsInfinity(_sum.Sum))
        {
            // An infinite mean stays unless the other infinity or NaN comes: the update below would make it NaN.
            bool sameSign = double.IsInfinity(value) && (_sum.Sum > 0) == (value > 0);
            if (sameSign || double.IsFinite(value)) return;
        }

        double share = (_count - 1) / _count;
        _sum = new CompensatedSum(_sum.Sum * share, _sum.Carry * share);
        _sum.Add(value / _count);
    }
}
