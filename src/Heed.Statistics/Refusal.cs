namespace Heed.Statistics;

/// <summary>Why a statistic has no value. Its numbers are NaN wherever this is not <see cref="None"/>.</summary>
public enum Refusal
{
    /// <summary>There is a value.</summary>
    None = 0,

    /// <summary>A sample has no value left after NaN was dropped.</summary>
    EmptySample,

    /// <summary>Fewer values than the formula needs.</summary>
    TooFew,

    /// <summary>NaN or an infinity where the formula has no meaning for it.</summary>
    NonFinite,

    /// <summary>No variance, no bins, or no spread to scale by.</summary>
    Degenerate,

    /// <summary>Only one of the two classes occurs.</summary>
    SingleClass,

    /// <summary>A row or a column of a table sums to zero.</summary>
    ZeroMarginal,

    /// <summary>An argument outside of its range.</summary>
    OutOfRange,

    /// <summary>Spans that belong together differ in length.</summary>
    LengthMismatch,
}
