using System.CommandLine;
using System.Globalization;
using System.Text;
using System.Text.Json;

using Heed.Cli.Commands;

namespace Heed.Cli.Tests;

public sealed class DriftCommandTests : IDisposable
{
    private readonly string _directory = Directory.CreateTempSubdirectory("heed-drift-").FullName;

    public void Dispose() => Directory.Delete(_directory, recursive: true);

    [Fact]
    public async Task Drift_ends_with_3_only_where_that_was_asked_for()
    {
        (string baseline, string current) = (Csv("a.csv", 1, 1), Csv("b.csv", 2, 100));
        Assert.Equal(0, await Run(baseline, current));
        Assert.Equal(3, await Run(baseline, current, "--fail-on", "drift"));
        Assert.Equal(0, await Run(baseline, Csv("c.csv", 2, 1), "--fail-on", "drift"));
        Assert.Equal(0, await Run(baseline, current, "--fail-on", "drift", "--exclude", "income"));
    }

    [Fact]
    public async Task A_file_that_is_not_there_or_holds_nothing_ends_with_1()
    {
        string baseline = Csv("a.csv", 1, 1);
        Assert.Equal(1, await Run(baseline, Path.Combine(_directory, "none.csv")));
        Assert.Equal(1, await Run(baseline, Write("empty.csv", "")));
        Assert.Equal(1, await Run(baseline, Write("header.csv", "income,city\n")));
        Assert.Equal(1, await Run(baseline, baseline, "--columns", "incme"));
    }

    [Fact]
    public async Task The_json_has_the_names_that_the_documentation_lists()
    {
        JsonElement json = await Json(Csv("a.csv", 1, 1), Csv("b.csv", 2, 100), "--preset", "evidently");
        string page = await File.ReadAllTextAsync(Testing.RepositoryFiles.Path("docs", "drift.md"), TestContext.Current.CancellationToken);
        foreach (string name in Names(json).Distinct()) Assert.Contains($"`{name}`", page, StringComparison.Ordinal);
        Assert.Equal("drift", json.GetProperty("verdict").GetString());
        JsonElement income = json.GetProperty("columns")[0];
        Assert.Equal(("income", "number", "drift"), (Text(income, "name"), Text(income, "type"), Text(income, "verdict")));
        Assert.StartsWith("income is 100 times its baseline", Text(income, "sentence"), StringComparison.Ordinal);
        Assert.True(income.GetProperty("preset").GetProperty("drifted").GetBoolean());
        Assert.Equal(600, json.GetProperty("baseline").GetProperty("rows").GetInt64());
    }

    [Fact]
    public async Task Ndjson_and_csv_of_the_same_rows_say_the_same()
    {
        string csv = Csv("a.csv", 1, 1);
        string[] lines = await File.ReadAllLinesAsync(csv, TestContext.Current.CancellationToken);
        string json = Write("a.ndjson", string.Concat(lines.Skip(1).Select(l =>
        {
            string[] cells = l.Split(',');
            return $"{{\"id\":\"{cells[0]}\",\"income\":{cells[1]},\"city\":\"{cells[2]}\"}}\n";
        })));
        JsonElement report = await Json(csv, json);
        foreach (JsonElement column in report.GetProperty("columns").EnumerateArray())
        {
            Assert.Equal(0, column.GetProperty("statistic").GetDouble());
            Assert.Equal(600, column.GetProperty("current").GetProperty("values").GetInt64());
        }

        Assert.Equal(["city", "income"], report.GetProperty("columns").EnumerateArray().Select(c => Text(c, "name")).Order());
    }

    [Fact]
    public async Task The_same_files_give_the_same_bytes()
    {
        (string baseline, string current) = (Csv("a.csv", 1, 1), Csv("b.csv", 2, 1.3));
        List<string> outputs = [];
        for (int i = 0; i < 2; i++)
        {
            string json = Path.Combine(_directory, "r.json");
            string html = Path.Combine(_directory, "r.html");
            await Run(baseline, current, "--json", json, "--html", html);
            outputs.Add(await File.ReadAllTextAsync(json, TestContext.Current.CancellationToken)
                + await File.ReadAllTextAsync(html, TestContext.Current.CancellationToken));
        }

        Assert.Equal(outputs[0], outputs[1]);
    }

    [Theory]
    [InlineData("--segment", "region")]
    [InlineData("--alpha", "0")]
    [InlineData("--effect", "2")]
    [InlineData("--fail-on", "rain")]
    [InlineData("--preset", "other")]
    public void A_wrong_option_is_refused(string option, string value) =>
        Assert.NotEmpty(new RootCommand { DriftCommand.Create() }.Parse(["drift", "a.csv", "b.csv", option, value]).Errors);

    private static async Task<int> Run(params string[] arguments) =>
        await new RootCommand { DriftCommand.Create() }.Parse(["drift", .. arguments]).InvokeAsync(cancellationToken: TestContext.Current.CancellationToken);

    private async Task<JsonElement> Json(string baseline, string current, params string[] options)
    {
        string path = Path.Combine(_directory, "report.json");
        Assert.Equal(0, await Run([baseline, current, "--json", path, .. options]));
        return JsonDocument.Parse(await File.ReadAllTextAsync(path, TestContext.Current.CancellationToken)).RootElement;
    }

    private static IEnumerable<string> Names(JsonElement json) => json.ValueKind switch
    {
        JsonValueKind.Object => json.EnumerateObject().SelectMany(p => Names(p.Value).Prepend(p.Name)),
        JsonValueKind.Array => json.EnumerateArray().SelectMany(Names),
        _ => [],
    };

    private static string Text(JsonElement element, string name) => element.GetProperty(name).GetString()!;

    private string Csv(string name, int seed, double factor)
    {
        Random random = new(seed);
        StringBuilder text = new("id,income,city\n");
        for (int i = 0; i < 600; i++)
        {
            text.Append(CultureInfo.InvariantCulture, $"r{i},{(30 + (20 * random.NextDouble())) * factor:R},{(random.Next(3) == 0 ? "Bern" : "Rome")}\n");
        }

        return Write(name, text.ToString());
    }

    private string Write(string name, string text)
    {
        string path = Path.Combine(_directory, name);
        File.WriteAllText(path, text);
        return path;
    }
}
