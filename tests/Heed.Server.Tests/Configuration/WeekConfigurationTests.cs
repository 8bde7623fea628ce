using Heed.Server.Configuration;

namespace Heed.Server.Tests.Configuration;

public sealed class WeekConfigurationTests : IDisposable
{
    private readonly ConfigurationFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData("{ weeks: 4 }", 4, "1w")]
    [InlineData("{ weeks: 8, first: 14d }", 8, "2w")]
    [InlineData("{ first: 10000, weeks: 1 }", 1, "10000")]
    [InlineData("{ first: 7d }", 0, "1w")]
    public void A_model_learns_first_and_looks_back_on_its_weeks_then(string baseline, int weeks, string first)
    {
        ModelConfiguration model = _folder.Options(Model(baseline)).Models[0];
        Assert.Equal((weeks, weeks), (model.Options.ReferenceWeeks, model.Learning!.Weeks));
        Assert.Equal(first, model.Learning.ToString());
        Assert.Empty(model.Options.Validate());
    }

    [Fact]
    public void Weeks_have_a_range_and_a_mapping_says_how_to_learn()
    {
        Assert.Contains("baseline.weeks: expected a whole number from 1 to 8", _folder.Mistakes(Model("{ weeks: 9 }")), StringComparison.Ordinal);
        Assert.Contains("expected the key \"first\"", _folder.Mistakes(Model("{ }")), StringComparison.Ordinal);
        Assert.Contains("unknown key \"week\"", _folder.Mistakes(Model("{ week: 4 }")), StringComparison.Ordinal);
    }

    private static string Model(string baseline) => $"models: [{{ name: m, type: classification, baseline: {baseline} }}]";
}
