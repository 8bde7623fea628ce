using System.Globalization;

using Heed.Documents;
using Heed.Model.Records;

namespace Heed.Server.Configuration;

/// <summary>Reads a <c>baseline</c> that is a mapping: <c>{ first: 7d }</c> or <c>{ first: 10000 }</c>.</summary>
internal static class LearningReader
{
    /// <param name="type">The model's; a model without a baseline has nothing to infer it from.</param>
    public static BaselineLearning? Read(DocumentNode node, ModelType? type)
    {
        MappingReader reader = node.ReadMapping();
        if (reader.TryGet("weeks", out DocumentNode? weeks))
        {
            weeks.Report("a baseline of the same hours of earlier weeks is not supported in this version: give { first: 7d } or the path of a file");
            return null;
        }

        if (!reader.TryRequire("first", "how long to learn from production, as 7d, or from how many predictions", out DocumentNode? first)) return null;
        BaselineLearning learning = ReadFirst(first);
        reader.Finish();
        if (type is not null) return learning;
        node.Report("expected \"type\" beside a baseline of the first days of production: there are no rows to infer it from");
        return null;
    }

    private static BaselineLearning ReadFirst(DocumentNode node)
    {
        if (long.TryParse(node.Text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out long _))
        {
            return new BaselineLearning(null, node.ReadInteger(BaselineLearning.LeastRecords, BaselineLearning.LeastRecords, BaselineLearning.MostRecords));
        }

        return new BaselineLearning(node.ReadDuration(BaselineLearning.LeastDuration, BaselineLearning.LeastDuration, BaselineLearning.MostDuration), null);
    }
}
