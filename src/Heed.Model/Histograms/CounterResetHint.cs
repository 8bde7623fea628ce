namespace Heed.Model.Histograms;

/// <summary>What the writer of a histogram knows of resets between it and the histogram before it in the same series.</summary>
public enum CounterResetHint : byte
{
    /// <summary>Nothing: the two have to be compared.</summary>
    Unknown,

    /// <summary>The counts began anew.</summary>
    Reset,

    /// <summary>The counts went on.</summary>
    NoReset,

    /// <summary>A gauge: its counts may fall without a reset.</summary>
    Gauge,
}
