using Heed.Ingest.Sources.Files;

namespace Heed.Server.Sources;

/// <summary>What became of one file. Refused lines beyond a limit are counted only.</summary>
public sealed class FileImport
{
    /// <summary>Refused lines that are told one by one.</summary>
    public const int MostRefusals = 10_000;

    private readonly List<ImportRefusal> _refused = [];

    public long Accepted { get; set; }

    public long RefusedCount { get; private set; }

    public IReadOnlyList<ImportRefusal> Refused => _refused;

    /// <summary>What ended it early; null where the file was read to its end.</summary>
    public string? Error { get; set; }

    public void Refuse(ImportRefusal refusal)
    {
        RefusedCount++;
        if (_refused.Count < MostRefusals) _refused.Add(refusal);
    }

    /// <summary>Counts lines that nobody told one by one.</summary>
    public void RefuseUnlisted(long count) => RefusedCount += count;

    /// <summary>The lines of a batch that made no event.</summary>
    public void Add(ImportBatch batch)
    {
        foreach (ImportRefusal refusal in batch.Refused) Refuse(refusal);
    }
}
