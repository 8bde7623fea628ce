namespace Heed.Storage;

/// <summary>Bytes that recovery could not read.</summary>
/// <param name="File">The file's name without its folder.</param>
/// <param name="Offset">Of the first unreadable byte.</param>
/// <param name="LengthBytes">Up to the next readable record, or to the end of the file.</param>
/// <param name="Reason">What was expected and what was found.</param>
public sealed record DamagedRecord(string File, long Offset, long LengthBytes, string Reason);
