namespace Heed.Model.Samples;

/// <summary>What happens from one sample to the next, counted over many.</summary>
internal struct CounterSteps(double lost, int resets, int changes)
{
    public double Lost { get; private set; } = lost;

    public int Resets { get; private set; } = resets;

    public int Changes { get; private set; } = changes;

    /// <summary>So many samples are greater than the one before.</summary>
    public void Rise(int samples) => Changes += samples;

    /// <summary>A comparison with NaN is never a fall.</summary>
    public void Step(double previous, double current)
    {
        if (current < previous)
        {
            Lost += previous;
            Resets++;
            Changes++;
        }
        else if (current != previous && !(double.IsNaN(current) && double.IsNaN(previous)))
        {
            Changes++;
        }
    }
}
