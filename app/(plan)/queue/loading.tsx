import { LoadingRows } from "#components/shell/loading-rows";

export default LoadingRows;
