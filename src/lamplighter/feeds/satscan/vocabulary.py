"""What each SaTScan parameter means to us: a setting, a refusal, a remark, or nothing because it only concerns output.

Every parameter of SaTScan 10 is named here once, so that none can be passed over unseen.
"""

from __future__ import annotations

SCANS = {1: "spatial", 2: "temporal", 3: "retrospective", 4: "prospective", 6: "prospective_temporal"}
MODELS = {0: "poisson", 1: "bernoulli", 2: "permutation"}
RATES = {1: "high", 2: "low", 3: "both"}
TIME_UNITS = {1: "year", 2: "month", 3: "day"}
COORDINATES = {0: "x_y", 1: "lat_lon"}
SHAPES = {0: "circle", 1: "ellipse"}
PENALTIES = {0: 0.0, 1: 0.5, 2: 1.0}
"""The exponent of a stretched ellipse's penalty: none, medium, strong."""
TIME_TRENDS = {0: "none", 3: "log_linear", 4: "stratified"}
SPACE_ADJUSTMENTS = {0: "none", 2: "nonparametric"}
P_VALUES = {0: "monte_carlo", 1: "monte_carlo", 2: "sequential", 3: "gumbel"}

UNNAMED = {
    "AnalysisType": {5: "spatial variation in temporal trends", 7: "a seasonal temporal scan"},
    "ModelType": {
        3: "the ordinal model",
        4: "the exponential model",
        5: "the normal model",
        6: "the continuous Poisson model",
        7: "the multinomial model",
        8: "the rank model",
        9: "the uniform time model",
        10: "the batched model",
    },
    "PrecisionCaseTimes": {4: "generic times"},
    "TimeAggregationUnits": {4: "generic times"},
    "TimeTrendAdjustmentType": {
        1: "a nonparametric time trend",
        2: "a log-linear time trend with a given percentage",
        5: "a quadratic time trend",
    },
    "SpatialAdjustmentType": {1: "spatially stratified randomisation"},
}
"""Choices we understand and do not have, in words."""

REFUSED = {
    "UseGridFile": "centres from a grid file",
    "UseMaxCirclePopulationFileOption": "a circle limit from a file",
    "IncludePurelyTemporal": "purely temporal clusters among others",
    "IncludePurelySpatial": "purely spatial clusters among others",
    "RiskLimitHighClusters": "a least relative risk of high clusters",
    "RiskLimitLowClusters": "a greatest relative risk of low clusters",
    "AdjustForWeeklyTrends": "a weekday adjustment of its own (add the weekday to the case file as a covariate)",
    "UseAdjustmentsByRRFile": "known relative risks from a file",
    "IterativeScan": "an iterative scan",
    "UseLocationsNetworkFile": "distances along a network",
    "UseNeighborsFile": "neighbours from a file",
    "UseMetaLocationsFile": "meta locations",
    "MultipleLocationsFile": "several points a location",
    "PerformPowerEvaluation": "a power evaluation",
    "IsotonicScan": "an isotonic scan",
    "SimulatedDataMethodType": "simulated data from a file",
    "MultipleCoordinatesType": "several points a location",
}
"""These change the clusters or their p-values; anything but off is refused."""

REMARKED = {
    "CalculateOliveira": "Oliveira's F of borders is not computed",
    "PerformStandardDrilldown": "no second scan is made inside a cluster",
    "PerformBernoulliDrilldown": "no second scan is made inside a cluster",
    "ReportGiniClusters": "clusters are not chosen by the Gini index",
    "UseReportOnlySmallerClusters": "clusters of all sizes scanned for are reported",
    "CriticalValue": "critical values are not printed; the result file holds every simulated maximum",
    "MultipleDataSetsPurposeType": "there is one data set",
}
"""These add to the report or choose from it, and change no cluster; what is on is remarked on."""


def _named(names: str) -> frozenset[str]:
    return frozenset(names.split())


READ = _named(
    """CaseFile ControlFile PopulationFile CoordinatesFile PrecisionCaseTimes StartDate EndDate CoordinatesType
    AnalysisType ModelType ScanAreas TimeAggregationUnits TimeAggregationLength GeographicalCoordinatesCheckType
    MaxSpatialSizeInPopulationAtRisk UseDistanceFromCenterOption MaxSpatialSizeInDistanceFromCenter
    SpatialWindowShapeType NonCompactnessPenalty MinimumTemporalClusterSize MaxTemporalSizeInterpretation
    MaxTemporalSize IncludeClusters MinimumCasesInLowRateClusters MinimumCasesInHighRateClusters
    TimeTrendAdjustmentType TimeStratifiedAdjLength SpatialAdjustmentType PValueReportType EarlyTerminationThreshold
    MonteCarloReps AdjustForEarlierAnalyses ProspectiveStartDate ProspectiveFrequencyType ProspectiveFrequency
    CriteriaForReportingSecondaryClusters EllipseShapes EllipseAngles RandomSeed"""
)

BESIDE_A_SWITCH = _named(
    """GridFile NeighborsFilename MetaLocationsFilename MaxSpatialSizeInMaxCirclePopulationFile MaxCirclePopulationFile
    LocationsNetworkFilename IntervalStartRange IntervalEndRange RiskThresholdHighClusters RiskThresholdLowClusters
    TimeTrendPercentage TimeTrendType AdjustmentsByKnownRelativeRisksFilename IterativeScanMaxIterations
    IterativeScanMaxPValue DrilldownMinimumClusterLocations DrilldownMinimumClusterCases DrilldownClusterPvalueCutoff
    DrilldownClusterCutoff DrilldownAdjustForWeeklyTrends NumBootstrapReplications OliveiraPvalueCutoff
    PowerEvaluationsMethod PowerEvaluationTotalCases CriticalValueType CriticalValue05 CriticalValue01 CriticalValue001
    PowerEstimationType NumberPowerReplications AlternativeHypothesisFilename PowerEvaluationsSimulationMethod
    PowerEvaluationsSimulationSourceFilename ReportPowerEvaluationSimulationData
    PowerEvaluationsSimulationOutputFilename GiniIndexClusterReportingType SpatialMaxima GiniIndexClustersPValueCutOff
    ReportGiniIndexCoefficents MaxSpatialSizeInPopulationAtRisk_Reported UseMaxCirclePopulationFileOption_Reported
    MaxSizeInMaxCirclePopulationFile_Reported UseDistanceFromCenterOption_Reported
    MaxSpatialSizeInDistanceFromCenter_Reported ThresholdLocationsSeparateKML TemporalGraphReportType
    TemporalGraphMostMLC TemporalGraphSignificanceCutoff CutoffClusterLinelistCSV LineListIndividualCache
    EmailAlwaysRecipients EmailCutoffRecipients EmailCutoffValue CustomEmailSubjectLine CustomEmailMessageBody
    SimulatedDataInputFilename SimulatedDataOutputFilename DataSet1-Name StudyPeriodCheckType Version
    ReportHierarchicalClusters ReportGumbel IncludeClusterLocationsKML LaunchMapViewer LaunchKMLViewer"""
)
"""These say how much of something that is on or off elsewhere, or what we always do; alone they mean nothing."""

ABOUT_OUTPUT = _named(
    """ResultsFile OutputGoogleEarthKML OutputShapefiles OutputCartesianGraph OutputGoogleMaps
    MostLikelyClusterEachCentroidASCII MostLikelyClusterEachCentroidDBase MostLikelyClusterCaseInfoEachCentroidASCII
    MostLikelyClusterCaseInfoEachCentroidDBase CensusAreasReportedClustersASCII CensusAreasReportedClustersDBase
    IncludeRelativeRisksCensusAreasASCII IncludeRelativeRisksCensusAreasDBase SaveSimLLRsASCII SaveSimLLRsDBase
    CompressKMLtoKMZ OutputTemporalGraphHTML ReportClusterRank PrintAsciiColumnHeaders ResultsTitle EmailAlwaysSummary
    EmailCutoffSummary EmailAttachResults EmailIncludeResults CustomEmail PrintSimulatedDataToFile
    NumberParallelProcesses SuppressWarnings LogRunToHistoryFile ExecutionType ValidateParameters"""
)
"""These say how SaTScan writes, shows, sends or runs; those that are on are named in one remark."""

OFF = ("", "n", "0")
SOURCE_KEYS = ("sourcetype", "sourcefieldmap", "sourcedelimiter", "sourcegrouper", "sourceskip", "sourcefirstrowheader")
ELLIPSE_SHAPES, ELLIPSE_ANGLES = "1.5,2,3,4,5", "4,6,9,12,15"
"""The reference's own five ellipses, which are ours."""
