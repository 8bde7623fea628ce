using System.Globalization;
using System.Text.Json;

using Heed.Testing;

namespace Heed.Scenario.Tests;

/// <summary><c>heed store</c> as people run it.</summary>
public sealed class StoreCommandTests : IDisposable
{
    private const int Values = 10_000;
    private const long StartSeconds = 1_700_006_400;
    private const long StepSeconds = 6;
    private static readonly string[] Pieces =
    [
        "plain", "Größe", "\"quoted\"", @"back\slash", "two\nlines", "日本", "😀", @"\n is no line", "a=\"b\",c", "",
    ];

    private readonly TemporaryFolder _folder = new();

    private string Store => _folder.File("store");

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task What_was_imported_is_counted_verified_and_exported_line_for_line()
    {
        string[] lines = [.. Enumerable.Range(0, Values).Select(Line)];
        await ImportAsync(lines);
        (int exitCode, string output, _) = await HeedProcess.RunAsync("store", "inspect", Store, "--json");
        Assert.Equal(0, exitCode);
        using (JsonDocument found = JsonDocument.Parse(output))
        {
            Assert.Equal(Values, found.RootElement.GetProperty("samples").GetInt64());
            Assert.Equal(0, found.RootElement.GetProperty("damage_count").GetInt32());
            Assert.Equal(StartSeconds * 1000, found.RootElement.GetProperty("first_time_ms").GetInt64());
            Assert.Equal((StartSeconds + ((Values - 1) * StepSeconds)) * 1000, found.RootElement.GetProperty("last_time_ms").GetInt64());
        }

        Assert.Equal(lines.Order(StringComparer.Ordinal), (await ExportAsync()).Order(StringComparer.Ordinal));
        (exitCode, output, _) = await HeedProcess.RunAsync("store", "verify", Store);
        Assert.Equal(0, exitCode);
        Assert.Contains("nothing damaged", output, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("wal", 1_000)]
    [InlineData("blocks", Values)]
    public async Task A_flipped_byte_is_named_by_verify_and_gone_after_a_repair(string place, int values)
    {
        string[] lines = [.. Enumerable.Range(0, values).Select(Line)];
        await ImportAsync(lines);
        string file = LargestIn(place);
        byte[] bytes = await File.ReadAllBytesAsync(file, TestContext.Current.CancellationToken);
        bytes[bytes.Length / 2] ^= 0xff;
        await File.WriteAllBytesAsync(file, bytes, TestContext.Current.CancellationToken);

        (int exitCode, string output, _) = await HeedProcess.RunAsync("store", "verify", Store);
        Assert.Equal(3, exitCode);
        Assert.Contains($"{place}/{Path.GetFileName(file)}: ", output, StringComparison.Ordinal);
        (exitCode, output, _) = await HeedProcess.RunAsync("store", "repair", Store);
        Assert.Equal(0, exitCode);
        Assert.Contains(".damaged", output, StringComparison.Ordinal);
        (exitCode, output, _) = await HeedProcess.RunAsync("store", "verify", Store);
        Assert.Equal(0, exitCode);
        Assert.Contains("nothing damaged", output, StringComparison.Ordinal);
        Assert.Subset(lines.ToHashSet(), (await ExportAsync()).ToHashSet());
    }

    [Fact]
    public async Task A_store_that_a_server_holds_takes_no_import()
    {
        string config = CreditModel.Write(_folder);
        string file = _folder.Write("one.txt", Line(0) + "\n# EOF\n");
        await using HeedProcess server = await HeedProcess.StartAsync("serve", config, "--port", "0", "--data", _folder.File("data"));
        (int exitCode, _, string errors) = await HeedProcess.RunAsync("store", "import", _folder.File("data"), file);
        Assert.Equal(1, exitCode);
        Assert.Matches("^heed: .*another .*\n$", errors);
        Assert.Equal(0, await server.StopAsync());
        (exitCode, _, _) = await HeedProcess.RunAsync("store", "import", _folder.File("data"), file);
        Assert.Equal(0, exitCode);
    }

    private async Task ImportAsync(string[] lines)
    {
        string file = _folder.Write("samples.txt", string.Join('\n', lines) + "\n# EOF\n");
        (int exitCode, string output, string errors) = await HeedProcess.RunAsync("store", "import", Store, file);
        Assert.True(exitCode == 0, errors);
        string summary = string.Create(CultureInfo.InvariantCulture, $"samples.txt: {lines.Length:N0} samples\n");
        Assert.EndsWith(summary, output, StringComparison.Ordinal);
    }

    /// <summary>Without the line that says where the text ends.</summary>
    private async Task<string[]> ExportAsync()
    {
        (int exitCode, string output, string errors) = await HeedProcess.RunAsync("store", "export", Store);
        Assert.True(exitCode == 0, errors);
        string[] lines = output.Split('\n', StringSplitOptions.RemoveEmptyEntries);
        Assert.Equal("# EOF", lines[^1]);
        return lines[..^1];
    }

    /// <summary>Less than two hours stay in the log; of sixteen, blocks take all but the newest.</summary>
    private static string Line(int i)
    {
        string value = Pieces[i % Pieces.Length] + i.ToString(CultureInfo.InvariantCulture) + Pieces[i / Pieces.Length % Pieces.Length];
        string escaped = value.Replace(@"\", @"\\", StringComparison.Ordinal).Replace("\"", "\\\"", StringComparison.Ordinal)
            .Replace("\n", @"\n", StringComparison.Ordinal);
        return string.Create(CultureInfo.InvariantCulture, $"m{{v=\"{escaped}\"}} {i}.5 {StartSeconds + (i * StepSeconds)}.000");
    }

    private string LargestIn(string place) =>
        Directory.GetFiles(Path.Combine(Store, place)).MaxBy(f => new FileInfo(f).Length)
        ?? throw new InvalidOperationException($"expected files in {place}");
}
