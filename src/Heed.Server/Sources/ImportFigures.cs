using Heed.Server.Hosting;
using Heed.Server.SelfMonitoring;

namespace Heed.Server.Sources;

/// <summary>What watched folders brought.</summary>
internal sealed class ImportFigures
{
    private readonly Counter _files = new();
    private readonly Counter _accepted = new();
    private readonly Counter _refused = new();

    public ImportFigures(Station station)
    {
        station.Figures.Add("heed_ingest_imported_files_total", () => _files.Value);
        station.Figures.Add("heed_ingest_imported_events_total", () => _accepted.Value);
        station.Figures.Add("heed_ingest_import_refused_lines_total", () => _refused.Value);
        station.Figures.Add("heed_ingest_import_failures_total", () => Failures.Value);
    }

    /// <summary>Folders and files that could not be read or moved.</summary>
    public Counter Failures { get; } = new();

    public void Add(FileImport file)
    {
        _files.Increment();
        _accepted.Add(file.Accepted);
        _refused.Add(file.RefusedCount);
    }
}
