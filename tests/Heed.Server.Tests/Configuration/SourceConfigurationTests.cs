using Heed.Documents;
using Heed.Ingest.Sources.Mapping;
using Heed.Server.Configuration;
using Heed.Testing;

namespace Heed.Server.Tests.Configuration;

/// <summary>What <c>heed.yml</c> says of sources, imports and the machine.</summary>
public sealed class SourceConfigurationTests
{
    private const string Model = "models: [{ name: m, baseline: b.csv, source: ";

    [Fact]
    public void Every_key_of_a_source_an_import_and_the_host_is_read()
    {
        using TemporaryFolder folder = new();
        (HeedOptions? options, _) = Read(folder, """
            models:
              - name: m
                baseline: b.csv
                source:
                  services: [m-v2]
                  columns: [a, b]
                  rename: { x: a }
                  prediction: out
                  score: proba
                  classes: ["no", "yes"]
                  threshold: 0.3
                  id: key
                  time: at
                  label: truth
            import: [{ folder: inbox, pattern: "*.jsonl", format: sagemaker, model: m, every: 10s }]
            host: { node: true, gpus: true, instance: box }
            """);

        Assert.NotNull(options);
        SourceMapping source = options.Models[0].Source;
        Assert.Equal(["m-v2"], source.Services);
        Assert.Equal(["a", "b"], source.Columns);
        Assert.Equal(["no", "yes"], source.Classes);
        Assert.Equal(("out", "proba", 0.3, "key", "at", "truth"), (source.Prediction, source.Score, source.Threshold, source.Id, source.Time, source.Label));
        Assert.Equal("a", source.Rename["x"]);
        ImportFolderOptions import = Assert.Single(options.Imports);
        Assert.Equal((folder.File("inbox"), "*.jsonl", "sagemaker", "m", TimeSpan.FromSeconds(10)), (import.Folder, import.Pattern, import.Format, import.Model, import.Interval));
        Assert.Equal(new HostOptions { Node = true, Gpus = true, Instance = "box" }, options.Host);
    }

    [Fact]
    public void Without_the_keys_nothing_is_imported_and_the_machine_has_no_figures()
    {
        using TemporaryFolder folder = new();
        (HeedOptions? options, _) = Read(folder, "models: [{ name: m, baseline: b.csv }]\n");

        Assert.NotNull(options);
        Assert.Empty(options.Imports);
        Assert.Equal(new HostOptions(), options.Host);
        Assert.Same(SourceMapping.Default, options.Models[0].Source);
        (options, _) = Read(folder, "models: []\nhost: true\n");
        Assert.Equal(new HostOptions { Node = true, Gpus = true }, options!.Host);
    }

    [Theory]
    [InlineData(Model + "{ clases: [a, b] } }]", "unknown key \"clases\"")]
    [InlineData(Model + "{ classes: [a] } }]", "expected 2 to 4096 names, found 1")]
    [InlineData(Model + "{ columns: [a, a] } }]", "expected each name once, found \"a\" again")]
    [InlineData(Model + "{ threshold: 1 } }]", "above 0 and below 1")]
    public void A_mistake_of_a_source_is_told(string yaml, string expected)
    {
        using TemporaryFolder folder = new();
        (HeedOptions? options, Diagnostics diagnostics) = Read(folder, yaml);

        Assert.Null(options);
        Assert.Contains(expected, string.Join('\n', diagnostics.All), StringComparison.Ordinal);
    }

    private static (HeedOptions? Options, Diagnostics Diagnostics) Read(TemporaryFolder folder, string yaml)
    {
        folder.Write("b.csv", "a,prediction\n1,x\n");
        return HeedConfiguration.Load(folder.Write("heed.yml", yaml));
    }
}
