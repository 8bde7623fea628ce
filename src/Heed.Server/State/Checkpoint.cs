namespace Heed.Server.State;

/// <summary>The monitors' state after a certain entry of the journal.</summary>
/// <param name="NextSequence">The first entry of the journal that is not in it.</param>
/// <param name="TimeMs">The engine's time when it was made.</param>
/// <param name="Models">One each.</param>
public sealed record Checkpoint(ulong NextSequence, long TimeMs, IReadOnlyList<ModelState> Models);
