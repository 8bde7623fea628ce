using System.CommandLine;
using System.Text.Json;
using System.Text.RegularExpressions;

using Heed.Cli.Commands;
using Heed.Cli.Exports;
using Heed.Server;
using Heed.Testing;

namespace Heed.Cli.Tests.Packaging;

/// <summary>The files that Heed is installed with agree with the program.</summary>
public sealed partial class InstallationTests
{
    private static string Dockerfile => File.ReadAllText(RepositoryFiles.Path("Dockerfile"));

    [Fact]
    public void The_version_stands_once_and_whatever_names_an_image_names_it()
    {
        string props = File.ReadAllText(RepositoryFiles.Path("Directory.Build.props"));
        Assert.Contains($"<Version>{ProgramVersion.Text}</Version>", props, StringComparison.Ordinal);
        Assert.Contains("dynamic = [\"version\"]", File.ReadAllText(RepositoryFiles.Path("clients", "python", "pyproject.toml")), StringComparison.Ordinal);

        string[] pages = [RepositoryFiles.Path("Dockerfile"), .. Directory.GetFiles(RepositoryFiles.Path("docs", "install"))];
        string[] named = [.. pages.SelectMany(p => NamedVersion().Matches(File.ReadAllText(p))).Select(m => m.Groups[1].Value)];
        Assert.NotEmpty(named);
        Assert.All(named, version => Assert.Equal(ProgramVersion.Text, version));
    }

    [Fact]
    public void Every_file_that_the_image_is_built_from_is_there()
    {
        string[] sources = [.. CopiedSources().Matches(Dockerfile).SelectMany(m => m.Groups[1].Value.Split(' ')[..^1])];

        Assert.Contains("src/", sources);
        Assert.All(sources, source => Assert.True(Path.Exists(RepositoryFiles.Path(source)), $"expected {source}, which the Dockerfile copies"));
        string[] ignored = File.ReadAllLines(RepositoryFiles.Path(".dockerignore"));
        Assert.DoesNotContain(sources, source => ignored.Contains(source.TrimEnd('/')));
    }

    [Fact]
    public void The_image_and_what_is_exported_for_it_mean_the_same_user_port_and_folders()
    {
        Assert.Contains($"USER {Containers.UserId}:{Containers.UserId}", Dockerfile, StringComparison.Ordinal);
        Assert.Contains($"EXPOSE {Containers.Port}", Dockerfile, StringComparison.Ordinal);
        Assert.Contains($"ENTRYPOINT [\"{Containers.Program}\"]", Dockerfile, StringComparison.Ordinal);
        Assert.Contains($"VOLUME {Containers.DataFolder}", Dockerfile, StringComparison.Ordinal);
    }

    [Fact]
    public void The_commands_of_the_image_and_of_the_unit_are_commands_of_the_program()
    {
        string[] image = JsonSerializer.Deserialize<string[]>(ImageCommand().Match(Dockerfile).Groups[1].Value)!;
        string unit = File.ReadAllText(RepositoryFiles.Path("packaging", "heed.service"));
        string[] service = UnitCommand().Match(unit).Groups[1].Value.Split(' ');

        RootCommand root = new("heed") { ServeCommand.Create() };
        Assert.Empty(root.Parse(image).Errors);
        Assert.Empty(root.Parse(service).Errors);
        Assert.Equal("serve", service[0]);
        Assert.NotEmpty(root.Parse(["serve", "heed.yml", "--no-such-option"]).Errors);
    }

    /// <summary>As <c>heed:0.1.0</c> names it.</summary>
    [GeneratedRegex(@"\bheed:(\d+\.\d+\.\d+)")]
    private static partial Regex NamedVersion();

    /// <summary>From the build's folder, not from another stage; the last word is the target.</summary>
    [GeneratedRegex(@"^COPY (?!--from)(.+)$", RegexOptions.Multiline)]
    private static partial Regex CopiedSources();

    [GeneratedRegex(@"^CMD (\[.+\])$", RegexOptions.Multiline)]
    private static partial Regex ImageCommand();

    [GeneratedRegex(@"^ExecStart=/usr/local/bin/heed (.+)$", RegexOptions.Multiline)]
    private static partial Regex UnitCommand();
}
