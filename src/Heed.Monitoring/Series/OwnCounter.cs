namespace Heed.Monitoring.Series;

/// <summary>What a model's monitor counts of its own work: each is <c>heed_monitoring_…_total</c> and a member of the report.</summary>
internal enum OwnCounter
{
    Predictions,
    Labels,
    Corrections,
    Deployments,
    DuplicatePredictions,
    DuplicateLabels,
    RevisedLabels,
    UnmatchedLabels,
    InvalidLabels,
    EvictedPredictions,
    EvictedLabels,
    ExpiredPredictions,
    DamagedPredictions,
    InvalidEmbeddings,
    FailedOutcomeWrites,
    ChosenReviews,
    AnsweredReviews,
    DroppedReviews,
    LateRecords,
    ExpiredRecords,
    FutureRecords,
    UnknownMembers,
    OverflowValues,
    EvictedVersions,
}
