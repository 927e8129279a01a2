import LoadingIssue from "../../issues/[key]/loading.tsx";

export default LoadingIssue;
