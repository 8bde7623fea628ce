namespace Heed.Storage.Inspection;

/// <summary>What a look into a store's directory found.</summary>
/// <param name="Directory">Where the store's files lie.</param>
/// <param name="IsInUse">A process has the store open: files may have changed during the look.</param>
/// <param name="IsWholeRead">Every byte was read; else blocks were asked for their footer, table and index alone.</param>
/// <param name="Files">Snapshot, log and blocks, in this order.</param>
/// <param name="DamageCount">Damaged places of all files.</param>
/// <param name="Damages">The first of them, at most <see cref="MaxDamages"/>; the name is that of the <see cref="StoreFile"/>.</param>
/// <param name="OrphanSamples">Samples of log and snapshot whose series no readable record defines.</param>
public sealed record StoreInspection(
    string Directory,
    bool IsInUse,
    bool IsWholeRead,
    IReadOnlyList<StoreFile> Files,
    int DamageCount,
    IReadOnlyList<DamagedRecord> Damages,
    long OrphanSamples)
{
    /// <summary>How many damaged places are named; all are counted.</summary>
    public const int MaxDamages = 10_000;

    public bool IsDamaged => DamageCount > 0;

    public long SizeBytes => Files.Sum(f => f.SizeBytes);

    public long Samples => Files.Sum(f => f.Samples);

    /// <summary>Null where there is no sample.</summary>
    public double? BytesPerSample => Samples == 0 ? null : (double)SizeBytes / Samples;

    public long? FirstTimeMs => Files.Min(f => f.FirstTimeMs);

    public long? LastTimeMs => Files.Max(f => f.LastTimeMs);
}
