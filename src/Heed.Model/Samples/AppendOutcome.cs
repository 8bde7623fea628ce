namespace Heed.Model.Samples;

/// <summary>What became of an appended sample.</summary>
public enum AppendOutcome
{
    Appended,

    /// <summary>The series has this very sample already.</summary>
    Duplicate,

    /// <summary>The series has another value at this time; the first one stays.</summary>
    Conflict,

    /// <summary>Older than the newest sample of the series.</summary>
    OutOfOrder,

    /// <summary>A limit on series or label size was reached.</summary>
    Limited,
}
