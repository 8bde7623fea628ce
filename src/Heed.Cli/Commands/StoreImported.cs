namespace Heed.Cli.Commands;

/// <summary>What became of the samples of one imported file.</summary>
/// <param name="File">Its path.</param>
/// <param name="Written">In the store now, or there before.</param>
/// <param name="OutOfOrder">Older than the newest sample by more than 365 days, in a series that has newer ones.</param>
/// <param name="Conflicting">For a time at which their series has another value.</param>
/// <param name="Limited">Beyond a limit.</param>
/// <param name="Error">Where the text is broken: nothing behind it was read. Null where it is sound.</param>
internal sealed record StoreImported(string File, long Written, long OutOfOrder, long Conflicting, long Limited, string? Error);
