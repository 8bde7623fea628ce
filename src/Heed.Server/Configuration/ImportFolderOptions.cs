using Heed.Ingest.Sources.Files;

namespace Heed.Server.Configuration;

/// <summary>One item of <c>import</c>: a folder whose files are taken in.</summary>
public sealed record ImportFolderOptions
{
    public const string DefaultPattern = "*";

    /// <summary>Where files go once they were read, below their folder.</summary>
    public const string DoneFolder = "imported";

    public static readonly TimeSpan DefaultInterval = TimeSpan.FromMinutes(1);
    public static readonly TimeSpan LeastInterval = TimeSpan.FromSeconds(1);
    public static readonly TimeSpan MostInterval = TimeSpan.FromDays(1);

    /// <value>The absolute path. It need not exist yet.</value>
    public required string Folder { get; init; }

    /// <value>Names of the files; <c>*</c> and <c>?</c> stand for characters. The default value is every file.</value>
    public string Pattern { get; init; } = DefaultPattern;

    /// <value>A word of <see cref="SourceFormats.Names"/>. The default value is to find out.</value>
    public string Format { get; init; } = SourceFormats.Auto;

    /// <value>The model that the files are of; null for the only one, or for what the files tell.</value>
    public string? Model { get; init; }

    /// <value>How often the folder is looked at. A file is taken once it has not changed for so long. The default value is 1m; from 1s to 1d.</value>
    public TimeSpan Interval { get; init; } = DefaultInterval;
}
