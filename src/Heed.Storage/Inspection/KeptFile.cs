namespace Heed.Storage.Inspection;

/// <summary>A damaged file that a repair kept aside.</summary>
/// <param name="Name">The name that the file had.</param>
/// <param name="KeptAs">The name under which it lies now; the store does not look at it.</param>
/// <param name="KeptSamples">Samples that were readable and are in the store again; null where they went into a new snapshot with others.</param>
/// <param name="LostSamples">Samples that were not; null where nobody knows how many there were.</param>
public sealed record KeptFile(string Name, string KeptAs, long? KeptSamples, long? LostSamples);
