using Heed.Documents;

namespace Heed.Ingest.Scraping;

/// <summary>
/// Reads what stands under <c>scrape:</c>: a list of scrape jobs, or a mapping with <c>global</c> and <c>scrape_configs</c>, so that a
/// Prometheus file's parts can be put there as they are. Every mistake is reported at its place.
/// </summary>
public static class ScrapeReader
{
    /// <param name="node">The list or the mapping; nothing is scraped where it is null.</param>
    /// <param name="folder">Relative paths start here.</param>
    public static IReadOnlyList<ScrapeJobOptions> Read(DocumentNode node, string folder)
    {
        ScrapeJobOptions defaults = new() { Name = "" };
        DocumentNode? list = node;
        if (node.Kind == NodeKind.Mapping)
        {
            MappingReader reader = node.ReadMapping();
            if (reader.TryGet("global", out DocumentNode? global)) defaults = ReadGlobal(global);
            list = reader.TryGet("scrape_configs", out DocumentNode? jobs) ? jobs : null;
            reader.Finish();
        }

        return list is null ? [] : ReadJobs(list, defaults, folder);
    }

    private static ScrapeJobOptions ReadGlobal(DocumentNode node)
    {
        MappingReader reader = node.ReadMapping();
        ScrapeJobOptions defaults = ScrapeJobReader.ReadShared(reader, new ScrapeJobOptions { Name = "" });
        reader.Finish();
        return defaults;
    }

    private static List<ScrapeJobOptions> ReadJobs(DocumentNode list, ScrapeJobOptions defaults, string folder)
    {
        List<ScrapeJobOptions> jobs = [];
        foreach (DocumentNode item in list.ReadSequence())
        {
            ScrapeJobOptions job = new ScrapeJobReader(folder).Read(item, defaults);
            if (jobs.Exists(other => other.Name == job.Name)) item.Report($"expected each job_name once, found \"{job.Name}\" twice");
            jobs.Add(job);
        }

        return jobs;
    }
}
