using System.Globalization;

using Heed.Documents;
using Heed.Model.Records;
using Heed.Monitoring;

namespace Heed.Server.Configuration;

/// <summary>
/// Reads a <c>baseline</c> that is a mapping: <c>{ first: 7d }</c> or <c>{ first: 10000 }</c>, and <c>{ weeks: 4 }</c>, which learns for a
/// week unless it says otherwise and looks back on its own weeks from then on.
/// </summary>
internal static class LearningReader
{
    /// <param name="type">The model's; a model without a baseline has nothing to infer it from.</param>
    public static BaselineLearning? Read(DocumentNode node, ModelType? type)
    {
        MappingReader reader = node.ReadMapping();
        int weeks = reader.TryGet("weeks", out DocumentNode? back) ? (int)back.ReadInteger(1, 1, ModelOptions.MostReferenceWeeks) : 0;
        BaselineLearning? learning = reader.TryGet("first", out DocumentNode? first) ? ReadFirst(first)
            : weeks > 0 ? new BaselineLearning(BaselineLearning.BeforeWeeks, null)
            : null;
        if (learning is null)
        {
            reader.TryRequire("first", "how long to learn from production, as 7d, or from how many predictions", out _);
            reader.Finish();
            return null;
        }

        learning = learning with { Weeks = weeks };
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
