using Heed.Model.Labels;
using Heed.Testing;

namespace Heed.Receivers.Tests.Conformance;

/// <summary>Alertmanager's own routing trees, with the answers that it publishes for them.</summary>
public sealed class PublishedTreesTests
{
    [Theory]
    [InlineData("conf.routing.yml", "test=1", "test1")]
    [InlineData("conf.routing.yml", "test=2", "test1,test2")]
    [InlineData("conf.routing.yml", "test=3", "default")]
    [InlineData("conf.routing-reverted.yml", "test=2", "test2,test1")]
    public void Published_trees_lead_where_they_should(string name, string label, string expected)
    {
        Assert.SkipWhen(RepositoryFiles.Shared is null, "the conformance data are not beside the checkout");
        string text = System.IO.File.ReadAllText(Path.Combine(RepositoryFiles.Shared!, "conformance", "alertmanager", "cli", "testdata", name));
        string[] pair = label.Split('=');

        Assert.Equal(expected, string.Join(',', Samples.Parse(text).Root.Match(LabelSet.Of((pair[0], pair[1]))).Select(r => r.Settings.Receiver)));
    }
}
