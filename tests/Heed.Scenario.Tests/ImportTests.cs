using System.Text;
using System.Text.Json;

using Heed.Testing;

namespace Heed.Scenario.Tests;

/// <summary>Files of other systems come into a whole server.</summary>
public sealed class ImportTests
{
    private static readonly DateTimeOffset Start = new(2026, 3, 1, 0, 0, 0, TimeSpan.Zero);

    [Fact]
    public async Task A_watched_folder_is_taken_in_once_moved_away_and_its_refused_lines_lie_beside_it()
    {
        using TemporaryFolder folder = new();
        string config = CreditModel.Write(folder, "import: [{ folder: inbox, pattern: \"*.csv\", every: 1s }]\n");
        folder.Write("inbox/first.csv", Rows(0, 49) + "49,\"no\nrth\",approve,q49\n1,north\n");
        folder.Write("inbox/other.txt", "is not looked at");
        await using RunningServer server = await RunningServer.StartAsync(config, Start, folder.File("data"));
        await Eventually.TrueAsync(() => Task.FromResult(File.Exists(folder.File("inbox/imported/first.csv"))));
        Assert.Equal("53: row 51: wrong_fields: expected as many fields as the header has\n", await File.ReadAllTextAsync(folder.File("inbox/imported/first.csv.refused.txt"), TestContext.Current.CancellationToken));
        Assert.True(File.Exists(folder.File("inbox/other.txt")));
        Assert.Equal((50, 0), await CountAsync(server));

        folder.Write("inbox/again.csv", Rows(25, 50));
        await Eventually.TrueAsync(() => Task.FromResult(File.Exists(folder.File("inbox/imported/again.csv"))));
        Assert.Equal((75, 25), await CountAsync(server));
        Assert.False(File.Exists(folder.File("inbox/imported/again.csv.refused.txt")));
        server.Clock.Advance(TimeSpan.FromSeconds(30));
        Assert.Equal(75, await server.QueryAsync("sum(ml_requests_total)"));
    }

    [Theory]
    [InlineData("import: [{ folder: inbox, format: parquet }]", "expected one of auto, sagemaker, azureml, label-studio, events, csv")]
    [InlineData("import: [{ pattern: x }]", "expected the key \"folder\"")]
    [InlineData("import: [{ folder: inbox, model: credti }]", "credit")]
    [InlineData("import: [{ folder: inbox, pattern: a/b }]", "expected a pattern of names without a folder")]
    [InlineData("host: 7", "expected true or false")]
    [InlineData("host: { gpu: true }", "unknown key \"gpu\"")]
    public void Mistakes_of_the_configuration_are_told(string yaml, string expected)
    {
        using TemporaryFolder folder = new();
        InvalidOperationException error = Assert.Throws<InvalidOperationException>(() => RunningServer.Read(CreditModel.Write(folder, yaml + "\n")));

        Assert.Contains(expected, error.Message, StringComparison.Ordinal);
    }

    private static async Task<(int Predictions, int Duplicates)> CountAsync(RunningServer server)
    {
        JsonElement counters = (await server.GetAsync("v1/models/credit")).GetProperty("counters");
        return (counters.GetProperty("predictions").GetInt32(), counters.GetProperty("duplicate_predictions").GetInt32());
    }

    private static string Rows(int first, int count)
    {
        StringBuilder csv = new("income,region,prediction,id\n");
        for (int i = first; i < first + count; i++) csv.Append($"{i},north,approve,q{i}\n");
        return csv.ToString();
    }
}
