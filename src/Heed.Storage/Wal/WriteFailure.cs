namespace Heed.Storage.Wal;

/// <summary>Turns what the operating system said about a write into an outcome.</summary>
internal static class WriteFailure
{
    private const int NoSpaceErrno = 28;
    private const int QuotaErrno = 122;
    private const int WindowsDiskFull = unchecked((int)0x80070070);

    /// <summary>The exceptions that writing may throw without a promise being broken.</summary>
    public static bool IsExpected(Exception error) => error is IOException or UnauthorizedAccessException;

    public static CommitOutcome Classify(Exception error) =>
        error.HResult is NoSpaceErrno or QuotaErrno or WindowsDiskFull ? CommitOutcome.DiskFull : CommitOutcome.WriteFailed;
}
