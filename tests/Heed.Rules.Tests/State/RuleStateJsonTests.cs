using System.Text;

using Heed.Model.Alerts;
using Heed.Model.Labels;
using Heed.Model.Parsing;
using Heed.Rules.State;

namespace Heed.Rules.Tests.State;

public sealed class RuleStateJsonTests
{
    [Theory]
    [InlineData(1.5)]
    [InlineData(double.NaN)]
    [InlineData(double.NegativeInfinity)]
    public void A_state_is_read_back_as_it_was_written(double value)
    {
        RuleIdentity identity = new("g", "alerting", "A", "a=\"b\"", "00ff");
        AlertMemory alert = new(LabelSet.Of(("alertname", "A"), ("ü", "\"\n")), LabelSet.Empty, AlertState.Firing, 1, 2, null, null, 4, value);
        RuleEngineState state = new(77, [new RuleState(identity, [LabelSet.Of(("__name__", "y"))], [alert])]);
        RuleEngineState read = RuleStateJson.Read(RuleStateJson.Write(state)).Value;
        RuleState rule = Assert.Single(read.Rules);
        Assert.Equal((77, identity, alert), (read.EvaluatedAtMs, rule.Identity, Assert.Single(rule.Alerts)));
        Assert.Equal(LabelSet.Of(("__name__", "y")), Assert.Single(rule.Series));
        Assert.Equal(RuleStateJson.Write(state), RuleStateJson.Write(read));
    }

    [Theory]
    [InlineData("")]
    [InlineData("null")]
    [InlineData("{}")]
    [InlineData("{\"evaluated_at_ms\":1,\"rules\":null}")]
    [InlineData("{\"evaluated_at_ms\":1,\"rules\":[],\"more\":2}")]
    [InlineData("{\"evaluated_at_ms\":1,\"rules\":[{\"identity\":{\"group\":\"g\",\"kind\":\"k\",\"name\":\"n\",\"labels\":\"\",\"expression_hash\":\"\"},\"series\":[{\"a\":1}],\"alerts\":[]}]}")]
    public void What_is_no_state_is_refused_with_a_reason(string text)
    {
        ParseResult<RuleEngineState> state = RuleStateJson.Read(Encoding.UTF8.GetBytes(text));
        Assert.False(state.IsSuccess);
        Assert.StartsWith("expected the state of rules", state.Error.Message, StringComparison.Ordinal);
    }
}
