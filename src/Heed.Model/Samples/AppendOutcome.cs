namespace Heed.Model.Samples;

/// <summary>What became of an appended sample.</summary>
public enum AppendOutcome
{
    Appended,

    /// <summary>Taken, though older than the newest sample of its series: within the window that the store leaves for such.</summary>
    AppendedLate,

    /// <summary>The series has this very sample already.</summary>
    Duplicate,

    /// <summary>The series has another value at this time; the first one stays.</summary>
    Conflict,

    /// <summary>Older than the newest sample of the series, and than the store's window for late samples.</summary>
    OutOfOrder,

    /// <summary>Further ahead of the clock than samples may be.</summary>
    TooFarAhead,

    /// <summary>A limit on series or label size was reached.</summary>
    Limited,
}
