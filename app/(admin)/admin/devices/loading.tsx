import { ListLoading } from "@/components/layout/list-loading";

export default ListLoading;
