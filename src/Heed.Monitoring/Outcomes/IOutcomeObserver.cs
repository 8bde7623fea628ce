namespace Heed.Monitoring.Outcomes;

/// <summary>Takes what the join of labels and predictions finds. Called in the order of the records; must not keep the outcome.</summary>
internal interface IOutcomeObserver
{
    /// <summary>A prediction has a label that is in force from now on.</summary>
    void Joined(in JoinedOutcome outcome);

    /// <summary>An outcome that was joined before is no longer in force: its label has changed.</summary>
    void Withdrawn(in JoinedOutcome outcome);
}
