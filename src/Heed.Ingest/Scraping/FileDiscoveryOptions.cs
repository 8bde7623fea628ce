namespace Heed.Ingest.Scraping;

/// <summary>An item of <c>file_sd_configs</c>.</summary>
/// <param name="Patterns">Absolute paths that end in .json, .yml or .yaml; the last part may hold one <c>*</c>.</param>
/// <param name="RefreshInterval">The files are read at least this often; a changed one sooner.</param>
public sealed record FileDiscoveryOptions(IReadOnlyList<string> Patterns, TimeSpan RefreshInterval)
{
    public static readonly TimeSpan DefaultRefreshInterval = TimeSpan.FromMinutes(5);
}
