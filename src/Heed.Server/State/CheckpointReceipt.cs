namespace Heed.Server.State;

/// <summary>A checkpoint that is on the disk.</summary>
/// <param name="Bytes">Its size.</param>
/// <param name="NeededFrom">The journal entry from which on entries have to be kept: the older checkpoint's, as long as that is kept.</param>
public readonly record struct CheckpointReceipt(long Bytes, ulong NeededFrom);
