namespace Heed.Storage.Inspection;

/// <summary>What a repair found, did and left.</summary>
/// <param name="Before">What was there.</param>
/// <param name="Kept">The damaged files, each in the order in which it was found.</param>
/// <param name="After">What is there now.</param>
public sealed record StoreRepair(StoreInspection Before, IReadOnlyList<KeptFile> Kept, StoreInspection After);
