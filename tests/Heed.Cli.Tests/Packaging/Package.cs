using System.IO.Compression;
using System.Xml.Linq;

using Heed.Testing;

namespace Heed.Cli.Tests.Packaging;

/// <summary>A project of the repository as <c>dotnet pack</c> makes it of what is built already.</summary>
internal sealed class Package : IDisposable
{
#if DEBUG
    private const string Configuration = "Debug";
#else
    private const string Configuration = "Release";
#endif

    private readonly TemporaryFolder _folder = new();
    private readonly ZipArchive _archive;

    public Package(string project)
    {
        string path = RepositoryFiles.Path("src", project);
        (int exitCode, string output) = Exports.Program.Run(
            "dotnet", "dotnet-sdk-10.0", "pack", path, "-c", Configuration, "--no-build", "-o", _folder.Path, "--nologo", "-v", "quiet");
        Assert.True(exitCode == 0, output);
        _archive = ZipFile.OpenRead(Assert.Single(Directory.GetFiles(_folder.Path, "*.nupkg")));
        using Stream nuspec = _archive.Entries.Single(e => e.FullName.EndsWith(".nuspec", StringComparison.Ordinal)).Open();
        Metadata = XDocument.Load(nuspec).Root!.Elements().Single();
    }

    /// <summary>Every file in it.</summary>
    public IReadOnlyList<string> Files => [.. _archive.Entries.Select(e => e.FullName)];

    public XElement Metadata { get; }

    /// <summary>One word of the metadata.</summary>
    public string this[string name] => Metadata.Elements().Single(e => e.Name.LocalName == name).Value;

    /// <summary>Unpacks it and returns the path of one of its files.</summary>
    public string Unpack(string file)
    {
        string target = _folder.File("unpacked");
        _archive.ExtractToDirectory(target);
        return Path.Combine(target, file);
    }

    public void Dispose()
    {
        _archive.Dispose();
        _folder.Dispose();
    }
}
