using Heed.Documents;
using Heed.Server.Configuration;
using Heed.Server.Signals;

namespace Heed.Server.Tests.Signals;

/// <summary>The key <c>signals</c>.</summary>
public sealed class SignalReaderTests
{
    [Theory]
    [InlineData("{ off: [ScoreDrift, LatencyHigh] }", "LatencyHigh,ScoreDrift", "")]
    [InlineData("{ severity: { QualityDrop: critical } }", "", "QualityDrop=critical")]
    [InlineData("{ false_alarms: 1 per model per 30d }", "", "")]
    public void What_is_off_and_what_has_another_severity(string text, string off, string severities)
    {
        (SignalOptions options, Diagnostics diagnostics) = Read(text);
        Assert.Empty(diagnostics.All);
        Assert.Equal(off, string.Join(',', options.Off.Order(StringComparer.Ordinal)));
        Assert.Equal(severities, string.Join(',', options.Severities.Select(s => $"{s.Key}={s.Value}")));
    }

    [Fact]
    public void All_of_them_are_off_with_one_word()
    {
        Assert.Equal(SignalNames.All.Order(StringComparer.Ordinal), Read("{ off: all }").Options.Off.Order(StringComparer.Ordinal));
    }

    [Theory]
    [InlineData("{ off: [ScoreDirft] }", "ScoreDirft")]
    [InlineData("{ severity: { QualityDrop: loud } }", "loud")]
    [InlineData("{ severity: { Nothing: info } }", "Nothing")]
    public void A_name_or_a_word_that_does_not_exist_is_a_mistake(string text, string found)
    {
        Diagnostic mistake = Assert.Single(Read(text).Diagnostics.All);
        Assert.Contains($"\"{found}\"", mistake.ToString(), StringComparison.Ordinal);
    }

    private static (SignalOptions Options, Diagnostics Diagnostics) Read(string text)
    {
        string folder = Directory.CreateTempSubdirectory().FullName;
        try
        {
            string file = Path.Combine(folder, "heed.yml");
            File.WriteAllText(file, $"models: []\nsignals: {text}\n");
            (HeedOptions? options, Diagnostics diagnostics) = HeedConfiguration.Load(file);
            return (options?.Signals ?? new SignalOptions(), diagnostics);
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }
}
