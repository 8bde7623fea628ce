namespace Heed.Storage.Inspection;

/// <summary>What one file of a store holds.</summary>
/// <param name="Name">The path from the store's directory on, with slashes.</param>
/// <param name="Kind">What it is.</param>
/// <param name="SizeBytes">Its length.</param>
/// <param name="Series">Series that it defines.</param>
/// <param name="Samples">Samples that it holds. Log and snapshot may hold the same ones.</param>
/// <param name="FirstTimeMs">Of the oldest sample, Unix milliseconds; null where there is none.</param>
/// <param name="LastTimeMs">Of the newest sample, Unix milliseconds; null where there is none.</param>
/// <param name="Damages">Damaged places in it.</param>
public sealed record StoreFile(
    string Name, StoreFileKind Kind, long SizeBytes, long Series, long Samples, long? FirstTimeMs, long? LastTimeMs, int Damages);
