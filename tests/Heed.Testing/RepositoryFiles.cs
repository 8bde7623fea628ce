namespace Heed.Testing;

/// <summary>Where tests find the project's own files, and the shared conformance data where it is there.</summary>
public static class RepositoryFiles
{
    /// <summary>The folder that holds <c>Heed.slnx</c>.</summary>
    public static string Root { get; } = FindRoot();

    /// <summary>The folder with other projects' test data beside the checkout, or null: the project stands alone without it.</summary>
    public static string? Shared { get; } = FindShared();

    public static string Path(params string[] parts) => System.IO.Path.Combine([Root, .. parts]);

    private static string FindRoot()
    {
        DirectoryInfo? folder = new(AppContext.BaseDirectory);
        while (folder is not null && !File.Exists(System.IO.Path.Combine(folder.FullName, "Heed.slnx"))) folder = folder.Parent;
        return folder?.FullName ?? throw new InvalidOperationException($"expected Heed.slnx above {AppContext.BaseDirectory}, found none");
    }

    private static string? FindShared()
    {
        string? named = Environment.GetEnvironmentVariable("HEED_SHARED");
        string shared = string.IsNullOrEmpty(named) ? System.IO.Path.Combine(Root, "..", "shared") : named;
        return Directory.Exists(System.IO.Path.Combine(shared, "conformance")) ? System.IO.Path.GetFullPath(shared) : null;
    }
}
